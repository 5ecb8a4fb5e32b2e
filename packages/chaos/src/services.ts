export { awaitEveryService, forEveryService, type ServiceName, serviceNames } from '@ordermill/contracts';
